/** The first thing to try: which family does a name from Japanese history belong to? */
package jubatus.examples.shogun;
