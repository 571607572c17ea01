# SPDX-FileCopyrightText: The Demains authors
# SPDX-License-Identifier: GPL-3.0-or-later

dev_fuzz() {
  fail "there is nothing to fuzz yet: no target has been written"
}
