/** Files of labelled samples: how they are opened, read line by line, and become data. */
package jubatus.jubaload.input;
