package jubatus.common.process;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import jubatus.core.JubatusException;

/**
 * Where a server listens and by which address it is known (01 §2.2). IPv4 only.
 *
 * @param bind the address to listen on
 * @param own the address in the node's name; empty if the machine has none
 */
public record OwnAddress(String bind, String own) {
    private static final String ANY = "0.0.0.0";
    private static final String LOOPBACK = "127.0.0.1";

    /**
     * Chooses by the two options, as the original does.
     *
     * @param listenAddress the option {@code --listen_addr}; goes before the other
     * @param listenInterface the option {@code --listen_if}
     * @throws JubatusException if there is no such interface or it has no IPv4 address
     */
    public static OwnAddress of(String listenAddress, String listenInterface) {
        if (!listenAddress.isEmpty()) {
            return new OwnAddress(listenAddress, listenAddress);
        }
        if (!listenInterface.isEmpty()) {
            String address = ofInterface(listenInterface);
            return new OwnAddress(address, address);
        }
        return new OwnAddress(ANY, choose(machineAddresses()));
    }

    /** The first address that is not the loopback, else the last one. */
    static String choose(List<String> addresses) {
        return addresses.stream()
                .filter(address -> !address.equals(LOOPBACK))
                .findFirst()
                .orElse(addresses.isEmpty() ? "" : addresses.get(addresses.size() - 1));
    }

    private static String ofInterface(String name) {
        try {
            NetworkInterface found = NetworkInterface.getByName(name);
            if (found != null) {
                var address = addresses(found).findFirst();
                if (address.isPresent()) {
                    return address.get();
                }
            }
        } catch (SocketException e) {
            throw noAddress(name, e);
        }
        throw noAddress(name, null);
    }

    private static JubatusException noAddress(String name, SocketException cause) {
        return new JubatusException(
                JubatusException.Code.FAILED,
                "Failed to get IP address from interface: " + name + " is not an interface with an IPv4 address",
                cause);
    }

    private static List<String> machineAddresses() {
        var interfaces = new ArrayList<NetworkInterface>();
        try {
            NetworkInterface.networkInterfaces().forEach(interfaces::add);
        } catch (SocketException e) {
            return List.of();
        }
        // The operating system lists them by index, Java in its own order.
        interfaces.sort(Comparator.comparingInt(NetworkInterface::getIndex));
        return interfaces.stream().flatMap(OwnAddress::addresses).toList();
    }

    private static Stream<String> addresses(NetworkInterface one) {
        return Stream.concat(
                one.inetAddresses().filter(Inet4Address.class::isInstance).map(InetAddress::getHostAddress),
                one.subInterfaces().flatMap(OwnAddress::addresses));
    }
}
