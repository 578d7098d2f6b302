"""The next tier sends back what ought to have stayed, and explains: the sender learns."""

from sim.floor.record import note_rejection


def send_back(centre, issue):
    """To the line below. The lesson makes the sender pass up less of what he could solve."""
    note_rejection(centre, issue)
    sender = centre.agents[issue.sender]
    sender.unsure -= centre.tiers[issue.tier].lesson * sender.unsure
    issue.sent_back += 1
