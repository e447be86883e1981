package dev.flocker.cli.ssh;

import dev.flocker.cli.session.NodeSession;
import dev.flocker.cli.session.NodeTrouble;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;

/**
 * Opens sessions with many nodes side by side.
 *
 * @param installation flocker's own directory, where the payload is
 * @param plugins jars of third parties, to bring along
 * @param check whether nothing may be written on the nodes' disks
 * @param forks how many nodes are connected to at once
 * @param notes for who wants to know more than what failed; called by many threads
 */
public record Connector(
    Path installation, List<Path> plugins, boolean check, int forks, Consumer<String> notes) {

  /**
   * Not virtual: where one of those waits for a socket, the JVM lets a thread of its own wait in
   * native code, for which its exit then waits, 300 ms (VM_Exit in HotSpot's vmOperations.cpp).
   */
  private static final ThreadFactory DIALING =
      Thread.ofPlatform().daemon().name("dialing-", 1).factory();

  /**
   * What became of it.
   *
   * @param sessions with the nodes that were reached, in the order asked for
   * @param troubles of the others
   */
  public record Opened(List<NodeSession> sessions, List<NodeTrouble> troubles) {}

  /**
   * @throws NodeTrouble.Cancelled if the thread is interrupted; no session is left open then
   */
  public Opened open(List<SshTarget> targets) {
    List<NodeSession> sessions = new ArrayList<>();
    List<NodeTrouble> troubles = new ArrayList<>();
    ExecutorService threads = Executors.newFixedThreadPool(Math.max(1, forks), DIALING);
    try {
      List<Future<NodeSession>> opening = new ArrayList<>();
      targets.forEach(target -> opening.add(threads.submit(() -> open(target))));
      for (Future<NodeSession> one : opening) {
        try {
          sessions.add(one.get());
        } catch (ExecutionException e) {
          troubles.add(trouble(e));
        }
      }
      return new Opened(sessions, troubles);
    } catch (InterruptedException e) {
      threads.shutdownNow();
      sessions.forEach(NodeSession::close);
      Thread.currentThread().interrupt();
      throw new NodeTrouble.Cancelled("the nodes");
    } finally {
      threads.shutdown();
    }
  }

  /**
   * @throws NodeTrouble if the node cannot be reached or does not suit
   */
  public NodeSession open(SshTarget target) {
    if (target.local()) {
      return open(target, Way.local(), new LocalShell());
    }
    SshConfig config = SshConfig.of(target);
    Shell shell = new Dial(target.name(), config, target.options(), notes).connect();
    return open(target, Way.of(config), shell);
  }

  private NodeSession open(SshTarget target, Way way, Shell shell) {
    try {
      Opening opening = new Opening(target, shell, this::payload, check);
      return new AgentSession(target, way, shell, opening.open());
    } catch (RuntimeException e) {
      shell.close();
      throw e;
    }
  }

  private Payload payload(String name) {
    return Payload.of(installation, name, plugins);
  }

  private static NodeTrouble trouble(ExecutionException e) {
    if (e.getCause() instanceof NodeTrouble trouble) {
      return trouble;
    }
    throw new IllegalStateException(e.getCause());
  }
}
