/** How the servers of a cluster share what each of them learned. */
package jubatus.classifier.mixer;
