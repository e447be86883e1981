package dev.flocker.lab;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** Asks the DNS server behind a port of one node, always from the same port. */
final class Resolver implements AutoCloseable {

  private static final int TIMEOUT = 1000;
  private static final int HEADER = 12;
  private static final short RECURSION_DESIRED = 0x100;

  private final DatagramSocket socket;
  private short id;

  Resolver(String node, int port) {
    try {
      socket = new DatagramSocket();
      socket.setSoTimeout(TIMEOUT);
      socket.connect(InetAddress.getByName(Lab.address(node)), port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The address of {@code name}, if that is answered within a second. */
  Optional<String> ask(String name) {
    byte[] question = question(name);
    DatagramPacket answer = new DatagramPacket(new byte[512], 512);
    try {
      socket.send(new DatagramPacket(question, question.length));
      do {
        socket.receive(answer);
      } while (ByteBuffer.wrap(answer.getData()).getShort() != id);
      // The address is what the only record of the answer ends with.
      int end = answer.getLength();
      byte[] address = Arrays.copyOfRange(answer.getData(), end - 4, end);
      return Optional.of(InetAddress.getByAddress(address).getHostAddress());
    } catch (SocketTimeoutException | PortUnreachableException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] question(String name) {
    ByteBuffer packet = ByteBuffer.allocate(HEADER + name.length() + 6);
    packet.putShort(++id).putShort(RECURSION_DESIRED).putShort((short) 1).position(HEADER);
    for (String label : name.split("[.]")) {
      packet.put((byte) label.length()).put(label.getBytes(US_ASCII));
    }
    return packet.put((byte) 0).putShort((short) 1).putShort((short) 1).array();
  }

  @Override
  public void close() {
    socket.close();
  }
}
