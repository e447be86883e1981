package dev.flocker.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.cli.run.Report.Outcome;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Visitors come to what is started, or new, only where it is well by then. */
class ServedTest extends ServingRuns {

  @Test
  void visitorsComeToOneThatIsStartedOnlyOnceItIsWell() {
    cluster.kill("n2", WEB);
    List<Object> meanwhile = targetsWhileN2IsWaitedFor();

    assertThat(run(WEBS).good()).isTrue();
    assertThat(meanwhile).isNotEmpty().allMatch(List.of("n1", "n3")::equals);
    leadsTo("n1", "n2", "n3");
  }

  @Test
  void notToOneThatDoesNotGetWell() {
    cluster.kill("n2", WEB);
    cluster.failing(line -> line.equals("n2 AWAIT_HEALTHY app web"));

    assertThat(run(WEBS).good()).isFalse();
    leadsTo("n1", "n3");

    cluster.failing(line -> false);
    assertThat(run(WEBS).good()).isTrue();
    leadsTo("n1", "n2", "n3");
  }

  @Test
  void notToOneThatDoesNotStayUp() {
    cluster.kill("n2", WEB);
    cluster.failing(line -> line.equals("n2 PROVE app web"));

    assertThat(run(WEBS).good()).isFalse();
    leadsTo("n1", "n3");
  }

  /** They were led past at once before. */
  private void twoAreDownAndLedPast() {
    List.of("n2", "n3").forEach(n -> cluster.ails(n, WEB, SICK));
    run(WEBS);
    leadsTo("n1");
    List.of("n2", "n3").forEach(n -> cluster.heals(n, WEB));
    List.of("n2", "n3").forEach(n -> cluster.kill(n, WEB));
    cluster.log.clear();
  }

  @Test
  void oneOfTwoThatGetsWellBringsNobodyToTheOther() {
    twoAreDownAndLedPast();
    List<Object> meanwhile = targetsWhileWaitedFor("n3");

    assertThat(run(WEBS).good()).isTrue();
    assertThat(meanwhile).isNotEmpty().allMatch(List.of("n1", "n2")::equals);
    leadsTo("n1", "n2", "n3");
  }

  @Test
  void norWhereTheRoutesStillLeadToBoth() {
    List.of("n2", "n3").forEach(n -> cluster.kill(n, WEB));
    List<Object> meanwhile = targetsWhileWaitedFor("n3");

    assertThat(run(WEBS).good()).isTrue();
    assertThat(meanwhile).isNotEmpty().allMatch(List.of("n1", "n2")::equals);
    leadsTo("n1", "n2", "n3");
  }

  @Test
  void bothAreLedPastFromTheFirstOn() {
    List.of("n2", "n3").forEach(n -> cluster.kill(n, WEB));
    List<Object> meanwhile = targetsWhileN2IsWaitedFor();

    assertThat(run(WEBS).good()).isTrue();
    assertThat(meanwhile).isNotEmpty().allMatch(List.of("n1")::equals);
  }

  @Test
  void norIfTheOtherDoesNotGetWell() {
    twoAreDownAndLedPast();
    cluster.failing(line -> line.equals("n3 AWAIT_HEALTHY app web"));

    assertThat(run(WEBS).good()).isFalse();
    leadsTo("n1", "n2");
  }

  @Test
  void oneOfTwoThatDoesNotStayUpIsLedPastAgain() {
    twoAreDownAndLedPast();
    cluster.failing(line -> line.equals("n2 PROVE app web"));

    assertThat(run(WEBS).good()).isFalse();
    leadsTo("n1", "n3");
  }

  @Test
  void whereItIsWellNowhereTheFirstThatGetsWellServesAlone() {
    List.of("n1", "n2", "n3").forEach(n -> cluster.kill(n, WEB));
    List<Object> meanwhile = targetsWhileWaitedFor("n2");

    assertThat(run(WEBS).good()).isTrue();
    assertThat(meanwhile).isNotEmpty().allMatch(List.of("n1")::equals);
    leadsTo("n1", "n2", "n3");
  }

  @Test
  void visitorsComeToThoseThatAreNewOneByOne() {
    run("app web on=n1 port=80 image=1");
    List<Object> meanwhile = targetsWhileWaitedFor("n3");

    assertThat(run(WEBS).good()).isTrue();
    assertThat(meanwhile).isNotEmpty().allMatch(List.of("n1", "n2")::equals);
    leadsTo("n1", "n2", "n3");
    assertThat(run(WEBS).outcomes().values()).containsOnly(Outcome.OK);
  }

  /** A node that hangs while the routes of one are turned. */
  @Test
  void othersAreTurnedMeanwhile() {
    String apis = "app api on=n1,n2,n3 port=81 image=";
    run(WEBS, apis + 1);
    CountDownLatch turned = new CountDownLatch(1);
    AtomicBoolean waited = new AtomicBoolean();
    cluster.failing(
        line -> {
          if (line.equals("n1 APPLY path 81")) {
            turned.countDown();
          }
          return line.equals("n3 APPLY path 80") && !waited.getAndSet(true) && !comes(turned);
        });

    assertThat(run("app web on=n1,n2,n3 port=80 image=2", apis + 2).good()).isTrue();
  }

  private static boolean comes(CountDownLatch latch) {
    try {
      return latch.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
