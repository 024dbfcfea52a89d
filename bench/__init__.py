"""Measures how fast Runlog is, each figure beside a floor of the same machine in the same run."""
