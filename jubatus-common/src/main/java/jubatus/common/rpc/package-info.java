/** MessagePack-RPC over TCP: server and client. */
package jubatus.common.rpc;
