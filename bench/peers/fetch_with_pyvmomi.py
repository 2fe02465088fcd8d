"""Reads the properties that a recorded inspection asked for, with pyVmomi: one view, one RetrievePropertiesEx, every page.

usage: fetch_with_pyvmomi.py URL FOLDER      FOLDER holds call-NNN-METHOD.xml, in the order in which they were sent
"""
import glob
import os
import ssl
import sys
import urllib.parse
import xml.etree.ElementTree as ElementTree

from pyVim.connect import Disconnect, SmartConnect
from pyVmomi import vim, vmodl

VIM = "{urn:vim25}"
MANAGED = {
    "VirtualMachine": vim.VirtualMachine,
    "HostSystem": vim.HostSystem,
    "ComputeResource": vim.ComputeResource,
    "ClusterComputeResource": vim.ClusterComputeResource,
    "Folder": vim.Folder,
    "Datacenter": vim.Datacenter,
    "VirtualApp": vim.VirtualApp,
}


def recorded(folder, method):
    """The last recorded call of a method."""
    path = sorted(glob.glob(os.path.join(folder, f"call-*-{method}.xml")))[-1]
    return ElementTree.parse(path).getroot()


def property_specs(call):
    collector = vmodl.query.PropertyCollector
    return [
        collector.PropertySpec(
            type=MANAGED[spec.findtext(f"{VIM}type")],
            pathSet=[path.text for path in spec.findall(f"{VIM}pathSet")],
        )
        for spec in call.iter(f"{VIM}propSet")
    ]


def main():
    url, folder = urllib.parse.urlparse(sys.argv[1]), sys.argv[2]
    site = SmartConnect(host=url.hostname, port=url.port, user="user", pwd="pass", sslContext=ssl._create_unverified_context())
    content = site.RetrieveContent()
    types = [MANAGED[t.text] for t in recorded(folder, "CreateContainerView").iter(f"{VIM}type")]
    view = content.viewManager.CreateContainerView(content.rootFolder, types, True)
    collector = vmodl.query.PropertyCollector
    query = collector.FilterSpec(
        propSet=property_specs(recorded(folder, "RetrievePropertiesEx")),
        objectSet=[collector.ObjectSpec(obj=view, skip=True, selectSet=[collector.TraversalSpec(type=vim.view.ContainerView, path="view", skip=False)])],
    )
    page = content.propertyCollector.RetrievePropertiesEx([query], collector.RetrieveOptions())
    count = 0
    while page is not None:
        count += len(page.objects)
        page = content.propertyCollector.ContinueRetrievePropertiesEx(page.token) if page.token else None
    Disconnect(site)
    print(count)


main()
