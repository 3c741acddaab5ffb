/** The supervisor (01 §6): starts servers when it is told, keeps them running, and ends them. */
package jubatus.visor;
