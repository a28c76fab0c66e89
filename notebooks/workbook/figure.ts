/** What all figures have in common. */

/** Width of a picture in pixels: a notebook's output column on a small laptop. */
export const FIGURE_WIDTH = 720;
