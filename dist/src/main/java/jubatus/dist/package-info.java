/** What the build makes of all programs together; nothing of it is in the distribution. */
package jubatus.dist;
