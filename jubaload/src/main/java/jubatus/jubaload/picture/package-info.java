/** Figures as pictures: SVG that follows the reader's choice of light or dark and tells screen readers what it shows. */
package jubatus.jubaload.picture;
