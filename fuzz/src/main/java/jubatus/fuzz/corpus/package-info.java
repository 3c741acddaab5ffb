/** Makes the inputs that stand for what is sent in earnest, of the recordings in other modules and of what engines write themselves. */
package jubatus.fuzz.corpus;
