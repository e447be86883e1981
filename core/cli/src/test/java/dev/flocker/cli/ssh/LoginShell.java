package dev.flocker.cli.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;

/** Runs what a client asks for as sshd does: by the user's shell, its three streams untouched. */
final class LoginShell implements Command {

  private final String script;
  private InputStream in;
  private OutputStream out;
  private OutputStream err;
  private ExitCallback exit;
  private Process process;

  LoginShell(String script) {
    this.script = script;
  }

  @Override
  public void setInputStream(InputStream in) {
    this.in = in;
  }

  @Override
  public void setOutputStream(OutputStream out) {
    this.out = out;
  }

  @Override
  public void setErrorStream(OutputStream err) {
    this.err = err;
  }

  @Override
  public void setExitCallback(ExitCallback callback) {
    this.exit = callback;
  }

  @Override
  public void start(ChannelSession channel, Environment environment) throws IOException {
    ProcessBuilder builder = new ProcessBuilder("sh", "-c", script);
    builder.environment().putAll(environment.getEnv()); // of a terminal, if one was asked for
    process = builder.start();
    copy(in, process.getOutputStream(), true);
    Thread output = copy(process.getInputStream(), out, false);
    Thread errors = copy(process.getErrorStream(), err, false);
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              try {
                output.join();
                errors.join();
                exit.onExit(process.waitFor());
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
  }

  private static Thread copy(InputStream from, OutputStream to, boolean close) {
    return Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              byte[] buffer = new byte[8192];
              try {
                for (int n; (n = from.read(buffer)) > 0; ) {
                  to.write(buffer, 0, n);
                  to.flush();
                }
                if (close) {
                  to.close();
                }
              } catch (IOException ended) {
                // One of the two ends has gone.
              }
            });
  }

  @Override
  public void destroy(ChannelSession channel) {
    process.destroy();
  }
}
