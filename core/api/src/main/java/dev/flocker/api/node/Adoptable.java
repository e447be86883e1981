package dev.flocker.api.node;

import dev.flocker.api.Ref;
import java.util.List;

/**
 * Takes over what runs outside of flocker. After {@link #adopt} it is quiesced, replaced, resumed
 * and removed as the resource that it becomes: quiescing it brings what it wrote last to where the
 * resource has its data, and removing it leaves it as it was, stopped and under another name.
 *
 * @since 0.1
 */
public interface Adoptable<S extends Record> {

  /**
   * Copies its data to where the resource has it, while it runs, until little is left; what was
   * copied before is brought up to date. Nothing else is changed of it.
   *
   * @param adopting what it shows once that is done: see {@code ResourceType.adopting}
   * @param outside by what name the node knows it: see {@code ResourceType.outside}
   */
  void adopt(Ref ref, String project, S adopting, String outside, Host host, Progress progress);

  /**
   * What runs outside of flocker, as a playbook would say it.
   *
   * @param names of those that are asked for; all if there are none
   * @param group which of them belong together by what made them, such as a Compose project; empty
   *     for all
   * @throws Failure if there is none of a name
   */
  List<Outside> survey(List<String> names, String group, Host host);

  /** What is left of what was taken over, a line each, for people. */
  List<String> left(Host host);

  /** Removes that, with its own data. */
  void discard(Host host);
}
