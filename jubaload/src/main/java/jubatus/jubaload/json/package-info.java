/** JSON for scripts. */
package jubatus.jubaload.json;
