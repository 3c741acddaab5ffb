/** Figures as pictures, as SVG or PNG. */
package jubatus.jubaload.picture;
