/** The port of those who operate a program: figures, health and status over HTTP. */
package jubatus.common.admin;
