/** Pseudo-random numbers that follow the original bit for bit (02 §8.2–8.4). */
package jubatus.core.random;
