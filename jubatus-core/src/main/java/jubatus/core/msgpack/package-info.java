/** A bounded reader and an old-raw writer of MessagePack. */
package jubatus.core.msgpack;
