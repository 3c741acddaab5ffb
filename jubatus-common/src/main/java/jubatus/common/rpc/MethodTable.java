package jubatus.common.rpc;

import java.util.Collection;
import java.util.List;

/** Finds a method by the bytes of its name where they lie in a message. Immutable. */
final class MethodTable {
    private final List<RpcMethod> methods;

    /** Open addressing, at most a quarter full. */
    private final RpcMethod[] slots;

    MethodTable(Collection<RpcMethod> methods) {
        this.methods = List.copyOf(methods);
        slots = new RpcMethod[Integer.highestOneBit(Math.max(1, methods.size())) * 8];
        for (RpcMethod method : methods) {
            byte[] name = method.name().toBytes();
            int slot = slot(name, 0, name.length);
            while (slots[slot] != null) {
                slot = next(slot);
            }
            slots[slot] = method;
        }
    }

    /** All methods in the order of their registration. */
    List<RpcMethod> methods() {
        return methods;
    }

    /** The method with that name, or null. */
    RpcMethod find(byte[] bytes, int offset, int length) {
        int slot = slot(bytes, offset, length);
        while (slots[slot] != null) {
            if (slots[slot].name().equalsBytes(bytes, offset, length)) {
                return slots[slot];
            }
            slot = next(slot);
        }
        return null;
    }

    private int next(int slot) {
        return (slot + 1) & (slots.length - 1);
    }

    /** Length and three letters tell the methods of our programs apart, and cost the same for a name of a megabyte. */
    private int slot(byte[] bytes, int offset, int length) {
        int hash = length;
        if (length > 0) {
            hash = hash * 31 + bytes[offset];
            hash = hash * 31 + bytes[offset + length / 2];
            hash = hash * 31 + bytes[offset + length - 1];
        }
        return (hash ^ hash >>> 7) & (slots.length - 1);
    }
}
