/** Looks at samples and suggests a configuration for them. */
package jubatus.jubaload.suggest;
