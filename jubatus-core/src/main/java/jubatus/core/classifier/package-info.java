/** The learning rules and unlearners. */
package jubatus.core.classifier;
