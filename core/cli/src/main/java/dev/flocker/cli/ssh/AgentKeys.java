package dev.flocker.cli.ssh;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.Message;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.transport.TransportException;
import net.schmizz.sshj.userauth.UserAuthException;
import net.schmizz.sshj.userauth.method.AbstractAuthMethod;

/** Logs in with a key of the user's SSH agent, by the agent's protocol (draft-miller-ssh-agent). */
final class AgentKeys extends AbstractAuthMethod {

  private static final byte REQUEST_IDENTITIES = 11;
  private static final byte IDENTITIES_ANSWER = 12;
  private static final byte SIGN_REQUEST = 13;
  private static final byte SIGN_RESPONSE = 14;
  private static final int RSA_SHA2_256 = 2;
  private static final int RSA_SHA2_512 = 4;
  private static final int LARGEST = 1 << 18;

  private final Path socket;
  private final byte[] shown;
  private final byte[] key;
  private final Deque<String> algorithms;

  /**
   * @param shown to the server: the key itself, or a certificate of it
   * @param key that the agent has
   * @param algorithms to sign by, the better first; at least one
   */
  AgentKeys(Path socket, KeyText shown, KeyText key, List<String> algorithms) {
    super("publickey");
    this.socket = socket;
    this.shown = shown.encoded();
    this.key = key.encoded();
    this.algorithms = new ArrayDeque<>(algorithms);
  }

  /** The keys that the agent has; none if there is no agent at the socket. */
  static List<KeyText> held(Path socket) {
    List<KeyText> keys = new ArrayList<>();
    try {
      Buffer.PlainBuffer answer =
          ask(socket, new Buffer.PlainBuffer().putByte(REQUEST_IDENTITIES), IDENTITIES_ANSWER);
      for (int left = answer.readUInt32AsInt(); left > 0; left--) {
        keys.add(KeyText.of(answer.readBytes()));
        answer.readBytes(); // its comment
      }
    } catch (IOException | IllegalArgumentException noAgent) {
      return List.of();
    }
    return keys;
  }

  /** With the next algorithm, where a server did not want the key by the first. */
  @Override
  public boolean shouldRetry() {
    algorithms.remove();
    return !algorithms.isEmpty();
  }

  /** Asks first whether the key would do: some agents want a touch for each signature. */
  @Override
  protected SSHPacket buildReq() throws UserAuthException {
    return super.buildReq().putBoolean(false).putString(algorithms.element()).putString(shown);
  }

  @Override
  public void handle(Message message, SSHPacket packet)
      throws UserAuthException, TransportException {
    if (message != Message.USERAUTH_60) {
      super.handle(message, packet);
      return;
    }
    String algorithm = algorithms.element();
    SSHPacket request = super.buildReq().putBoolean(true).putString(algorithm).putString(shown);
    Buffer.PlainBuffer signed = new Buffer.PlainBuffer();
    signed.putString(params.getTransport().getSessionID()).putBuffer(request);
    Buffer.PlainBuffer ask = new Buffer.PlainBuffer();
    ask.putByte(SIGN_REQUEST)
        .putString(key)
        .putString(signed.getCompactData())
        .putUInt32(flags(algorithm));
    try {
      request.putString(ask(socket, ask, SIGN_RESPONSE).readBytes());
    } catch (IOException e) {
      throw new UserAuthException("the agent does not sign", e);
    }
    params.getTransport().write(request);
  }

  private static int flags(String algorithm) {
    return algorithm.startsWith("rsa-sha2-512")
        ? RSA_SHA2_512
        : algorithm.startsWith("rsa-sha2-256") ? RSA_SHA2_256 : 0;
  }

  private static Buffer.PlainBuffer ask(Path socket, Buffer.PlainBuffer question, byte expected)
      throws IOException {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(socket));
      Buffer.PlainBuffer framed = new Buffer.PlainBuffer();
      framed.putString(question.getCompactData());
      ByteBuffer out = ByteBuffer.wrap(framed.getCompactData());
      while (out.hasRemaining()) {
        channel.write(out);
      }
      DataInputStream in = new DataInputStream(Channels.newInputStream(channel));
      int length = in.readInt();
      if (length < 1 || length > LARGEST) {
        throw new IOException("an answer of " + length + " bytes");
      }
      Buffer.PlainBuffer answer = new Buffer.PlainBuffer(in.readNBytes(length));
      byte kind = answer.readByte();
      if (kind != expected) {
        throw new IOException("the SSH agent answers " + kind);
      }
      return answer;
    }
  }
}
