package dev.flocker.cli.fake;

import dev.flocker.api.node.Progress;
import dev.flocker.api.node.Scope;
import dev.flocker.cli.session.Drained;
import dev.flocker.cli.session.Errand;
import dev.flocker.cli.session.Launch;
import dev.flocker.cli.session.Launched;
import dev.flocker.cli.session.NodeSession;
import dev.flocker.node.wire.Call;
import dev.flocker.node.wire.Detail;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A session that nobody asks for anything but what a test overrides. */
public abstract class UnaskedSession implements NodeSession {

  private static UnsupportedOperationException unasked() {
    return new UnsupportedOperationException("this test asks for no such thing");
  }

  @Override
  public void lock(Errand errand, Duration patience) {
    throw unasked();
  }

  @Override
  public void unlock() {
    throw unasked();
  }

  @Override
  public List<Entry> history(int most, String project) {
    throw unasked();
  }

  @Override
  public void drain(String by) {
    throw unasked();
  }

  @Override
  public Optional<Drained> undrain() {
    throw unasked();
  }

  @Override
  public Observation observe(Map<String, Scope> scopes, Detail detail) {
    throw unasked();
  }

  @Override
  public List<Lack> lacking() {
    throw unasked();
  }

  @Override
  public List<@Nullable Object> perform(List<Call> calls, Progress progress) {
    throw unasked();
  }

  @Override
  public Channel connect(NodeSession to, List<String> receive) {
    throw unasked();
  }

  @Override
  public Launched launch(Launch what) {
    throw unasked();
  }

  @Override
  public void close() {}
}
