package dev.flocker.cli.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program's standard input and output in the place of a connection. */
final class ProxySocket extends Socket {

  private final Process process;
  private final Errors errors;
  private volatile boolean closed;

  ProxySocket(List<String> argv) throws IOException {
    this.process = new ProcessBuilder(argv).start();
    this.errors = new Errors(process.getErrorStream());
  }

  /** What the program said before it ended by itself; empty if it still runs. */
  String lastWords() {
    try {
      if (!process.waitFor(1, TimeUnit.SECONDS)) {
        return "";
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    errors.await(Duration.ofSeconds(1));
    return errors.text().strip();
  }

  @Override
  public void connect(SocketAddress endpoint, int timeout) {}

  @Override
  public InputStream getInputStream() {
    return process.getInputStream();
  }

  @Override
  public OutputStream getOutputStream() {
    return process.getOutputStream();
  }

  @Override
  public boolean isConnected() {
    return !closed && process.isAlive();
  }

  @Override
  public boolean isClosed() {
    return closed;
  }

  @Override
  public InetAddress getInetAddress() {
    return InetAddress.getLoopbackAddress();
  }

  @Override
  public SocketAddress getRemoteSocketAddress() {
    return new InetSocketAddress(getInetAddress(), 0);
  }

  @Override
  public void setSoTimeout(int timeout) {}

  @Override
  public void shutdownInput() {}

  @Override
  public void shutdownOutput() {}

  @Override
  public void close() throws IOException {
    closed = true;
    process.destroy();
    super.close();
  }
}
