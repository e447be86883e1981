package dev.flocker.cli.run;

import dev.flocker.api.Ref;
import dev.flocker.api.node.Progress;
import dev.flocker.cli.move.Side;
import dev.flocker.cli.plan.Rename;
import dev.flocker.cli.session.NodeTrouble;
import dev.flocker.node.wire.Call;
import java.util.List;

/**
 * Gives data another name on its node, as a step of a run. Its owner goes first, in the stop; the
 * other copies follow once it is in use. Were that never done, the next run would do it.
 */
final class Renaming implements Mover {

  private final Rename rename;
  private final Side before;
  private final Side after;
  private final List<Side> others;
  private final Call prepare;
  private final Call arrived;
  private boolean used;

  /**
   * @param before its owner, by the old name
   * @param after its owner, by the new name
   * @param others copies, by the old name
   * @param prepare sees that it can be as it should, by its old name
   * @param arrived makes it so, by its new name
   */
  Renaming(Rename rename, Side before, Side after, List<Side> others, Call prepare, Call arrived) {
    this.rename = rename;
    this.before = before;
    this.after = after;
    this.others = others;
    this.prepare = prepare;
    this.arrived = arrived;
  }

  @Override
  public Ref ref() {
    return rename.ref();
  }

  @Override
  public void push(Progress progress) {
    before.requireRenamable();
    others.forEach(Side::requireRenamable);
    before.session().perform(List.of(prepare), progress);
  }

  @Override
  public void release(String label, Progress progress) {
    before.rename(after.project(), rename.ref());
    after.session().perform(List.of(arrived), progress);
  }

  @Override
  public void establish(List<Call> then, Progress progress) {
    used = true;
    after.session().perform(then, progress);
  }

  /** Back to its old name, and open, unless something was to be started on it by its new one. */
  @Override
  public String giveUp() {
    if (used) {
      throw new NodeTrouble.StepFailed(
          rename.node(),
          rename.ref() + " keeps its new name: what was started with it may have written to it",
          "");
    }
    giveBack();
    return rename.node();
  }

  @Override
  public void giveBack() {
    if (after.copy().isPresent()) {
      after.rename(before.project(), rename.was());
    } else {
      before.open();
    }
  }

  @Override
  public List<Ref> names() {
    return List.of(rename.ref(), rename.was());
  }

  @Override
  public List<String> takenBackBy() {
    return List.of(
        "flocker volume rename %s/%s %s/%s"
            .formatted(
                after.project(), rename.ref().name(), before.project(), rename.was().name()));
  }

  @Override
  public void close() {}

  @Override
  public void finish() {
    others.forEach(side -> side.rename(after.project(), rename.ref()));
  }
}
