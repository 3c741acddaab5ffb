/** The program {@code jubaclassifier}: a classifier that clients train and ask over MessagePack-RPC. */
package jubatus.classifier;
