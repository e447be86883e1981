package dev.flocker.cli.ssh;

import dev.flocker.cli.session.Launch;
import dev.flocker.cli.session.Launched;
import dev.flocker.cli.session.NodeTrouble;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicBoolean;

/** A command that has begun on a node. */
final class RemoteProcess implements Launched {

  private final String node;
  private final Shell.Running running;
  private final InputStream output;
  private final InputStream errors;
  private final Runnable kill;
  private final AtomicBoolean ended = new AtomicBoolean();

  /**
   * @param kill ends it if it runs still; nothing where it ends with its streams
   */
  RemoteProcess(
      String node, Shell.Running running, InputStream output, InputStream errors, Runnable kill) {
    this.node = node;
    this.running = running;
    this.output = output;
    this.errors = errors;
    this.kill = kill;
  }

  @Override
  public OutputStream input() {
    return running.patientInput();
  }

  @Override
  public InputStream output() {
    return output;
  }

  @Override
  public InputStream errors() {
    return errors;
  }

  @Override
  public void resize(Launch.Screen screen) {
    running.resize(screen);
  }

  @Override
  public int await() {
    try {
      int exit = running.await();
      ended.set(true);
      if (exit >= 0) {
        return exit;
      }
      throw lost("the connection was lost");
    } catch (IOException e) {
      throw lost("the connection broke: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NodeTrouble.Cancelled(node);
    }
  }

  private NodeTrouble lost(String why) {
    return new NodeTrouble.Unreachable(
        node, why + " while a command ran there", "try again when it can be reached");
  }

  /** Whoever was interrupted has not ended it yet. */
  @Override
  public void close() {
    boolean interrupted = Thread.interrupted();
    if (!ended.getAndSet(true)) {
      kill.run();
    }
    running.close();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
