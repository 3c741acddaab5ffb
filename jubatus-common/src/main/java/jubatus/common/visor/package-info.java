/** How jubactl and others talk to a jubavisor (01 §6.2): the calls and the record of options that goes with them. */
package jubatus.common.visor;
