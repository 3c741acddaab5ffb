/** The program {@code jubaclassifier_proxy}: one address for the servers of all clusters. */
package jubatus.proxy;
