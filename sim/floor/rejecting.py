"""What goes on elsewhere: sent back, since it ought to have stayed, or reassigned to another team."""

from sim.floor.handovers import note_reassignment, note_rejection


def send_back(centre, issue):
    """To the line below. The lesson makes the sender pass up less of what he could solve."""
    note_rejection(centre, issue)
    sender = centre.agents[issue.sender]
    sender.unsure -= centre.tiers[issue.tier].lesson * sender.unsure
    issue.sent_back += 1


def reassign(centre, issue):
    """To another team, which begins anew."""
    note_reassignment(centre, issue)
    issue.reassigned += 1
