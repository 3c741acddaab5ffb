/** Feature names, their row ids and sparse vectors. */
package jubatus.core.feature;
