/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-page.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_FILM_PAGE (demains_film_page_get_type ())

/* Where takes become a film: in and out points, order, export. */
G_DECLARE_FINAL_TYPE (DemainsFilmPage, demains_film_page, DEMAINS, FILM_PAGE, DemainsPage)

G_END_DECLS
