/** How good guesses were: accuracy, precision, recall, what is taken for what, and how that changed while the server learned. */
package jubatus.jubaload.figures;
