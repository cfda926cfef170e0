"""The parts of the window; none knows another, all listen to the bridge."""
