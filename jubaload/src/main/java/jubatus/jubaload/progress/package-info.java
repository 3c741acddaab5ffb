/** How far the loading is, for whoever waits for it. */
package jubatus.jubaload.progress;
