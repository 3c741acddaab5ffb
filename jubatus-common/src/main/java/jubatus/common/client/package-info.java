/** The typed client of a classifier, for users of the suite and for its own tools. */
package jubatus.common.client;
