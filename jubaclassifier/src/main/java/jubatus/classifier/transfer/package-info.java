/** Whole models on their way between a server's disk and somebody who backs them up or restores them. */
package jubatus.classifier.transfer;
