/** Manual pages and shell completion, made from the same declarations as the parser and the usage text; for the build, not for running. */
package jubatus.common.manual;
