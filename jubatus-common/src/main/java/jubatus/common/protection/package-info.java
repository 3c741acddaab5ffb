/** Who may talk to a program, and as whom it talks to others. */
package jubatus.common.protection;
