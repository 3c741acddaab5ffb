/** The program {@code jubaload}: feeds files of labelled samples into a server or proxy, or asks it about them. */
package jubatus.jubaload;
