/** The image for containers, written without a container engine; for the build, nothing of it is in the distribution. */
package jubatus.dist.image;
