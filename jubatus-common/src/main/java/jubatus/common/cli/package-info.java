/** Command lines of the programs: options, usage text, messages, exit status, version. */
package jubatus.common.cli;
