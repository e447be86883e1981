package dev.flocker.api.node;

/**
 * Leaves things behind when its process is killed in the middle of its work.
 *
 * @since 0.1
 */
public interface Sweepable {

  /**
   * Removes what killed processes left. Called when a run has taken the node's lock and before it
   * writes anything: nobody else is at work. Where nothing was left it only looks.
   */
  void sweep(Host host);
}
