package dev.flocker.zfs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class DifferenceTest {

  @Test
  void showsWhatContainersGet() {
    List<String> printed =
        List.of(
            "M\t/\t/flocker/shop/db/",
            "M\tF\t/flocker/shop/db/data/base/1",
            "R\tF\t/flocker/shop/db/data/old\t/flocker/shop/db/data/new");
    assertThat(Difference.shown(printed, "/flocker/shop/db"))
        .containsExactly("M F base/1", "R F old new");
  }

  @Test
  void endsSomewhere() {
    List<String> many = Collections.nCopies(1001, "+\tF\t/flocker/shop/db/data/x");
    assertThat(Difference.shown(many, "/flocker/shop/db")).hasSize(1001).endsWith("and more");
  }
}
