/** From a datum to a feature vector (02 §2). */
package jubatus.core.conversion;
