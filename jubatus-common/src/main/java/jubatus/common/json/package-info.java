/** JSON that programs write, for scripts and for machines. */
package jubatus.common.json;
