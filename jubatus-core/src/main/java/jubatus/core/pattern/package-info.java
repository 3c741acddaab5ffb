/** Which keys a rule is for, and regular expressions over bytes. */
package jubatus.core.pattern;
