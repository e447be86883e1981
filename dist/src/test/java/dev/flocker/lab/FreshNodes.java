package dev.flocker.lab;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Tests that share nodes of their own: n1 to n3 with empty disks. */
@Tag("lab")
@ExtendWith(Drawn.class)
abstract class FreshNodes {

  /** Where playbooks and the inventory are written. */
  @TempDir static Path folder;

  static Lab lab;
  static Flocker flocker;

  @BeforeAll
  static void freshNodes() {
    lab = Lab.fresh(folder);
    flocker = new Flocker(lab);
  }
}
