"""Drives a twin with pyVmomi, a client that Barelane did not write: python3 client.py HOST PORT USER PASSWORD

Prints one line for each thing that was done, and ends with 'done'. Any exception ends it with a traceback.
"""
import ssl
import sys
import warnings

warnings.simplefilter("ignore")

from pyVim.connect import Disconnect, SmartConnect  # noqa: E402
from pyVmomi import vim, vmodl  # noqa: E402


def collect(content, kind, paths):
    view = content.viewManager.CreateContainerView(content.rootFolder, [kind], True)
    pc = content.propertyCollector
    spec = vmodl.query.PropertyCollector.FilterSpec(
        propSet=[vmodl.query.PropertyCollector.PropertySpec(type=kind, pathSet=paths)],
        objectSet=[vmodl.query.PropertyCollector.ObjectSpec(
            obj=view, skip=True,
            selectSet=[vmodl.query.PropertyCollector.TraversalSpec(name="v", type=type(view), path="view", skip=False)])])
    options = vmodl.query.PropertyCollector.RetrieveOptions(maxObjects=2)
    page = pc.RetrievePropertiesEx([spec], options)
    found, pages = [], 0
    while page:
        pages += 1
        found += page.objects
        page = pc.ContinueRetrievePropertiesEx(page.token) if page.token else None
    view.DestroyView()
    return [(o.obj, {p.name: p.val for p in o.propSet}) for o in found], pages


def wait(content, task):
    pc = content.propertyCollector
    spec = vmodl.query.PropertyCollector.FilterSpec(
        propSet=[vmodl.query.PropertyCollector.PropertySpec(type=vim.Task, pathSet=["info"])],
        objectSet=[vmodl.query.PropertyCollector.ObjectSpec(obj=task)])
    created = pc.CreateFilter(spec, True)
    version, states = "", []
    while not states or states[-1] not in ("success", "error"):
        updates = pc.WaitForUpdatesEx(version, vmodl.query.PropertyCollector.WaitOptions(maxWaitSeconds=30))
        version = updates.version
        for update in updates.filterSet[0].objectSet:
            for change in update.changeSet:
                if change.name == "info":
                    states.append(change.val.state)
                elif change.name == "info.state":
                    states.append(change.val)
    created.DestroyPropertyFilter()
    return states[-1]


def main():
    host, port, user, password = sys.argv[1:5]
    context = ssl._create_unverified_context()
    try:
        SmartConnect(host=host, port=int(port), user=user, pwd="wrong", sslContext=context)
        raise SystemExit("a wrong password was accepted")
    except vim.fault.InvalidLogin as fault:
        print("refused", fault.msg)
    si = SmartConnect(host=host, port=int(port), user=user, pwd=password, sslContext=context)
    content = si.RetrieveContent()
    print("about", content.about.apiType, content.about.apiVersion)

    print("session", content.sessionManager.currentSession.userName)

    hosts, pages = collect(content, vim.HostSystem, [
        "name", "hardware", "config", "capability", "runtime", "summary", "configManager.pciPassthruSystem", "vm"])
    print("pages", pages)
    for _, properties in sorted(hosts, key=lambda h: h[1]["name"]):
        devices = properties["hardware"].pciDevice
        gpus = [d for d in devices if d.vendorId & 0xFFFF == 0x10DE]
        print("host", properties["name"], len(devices), ",".join(f"{d.id}={d.deviceName}" for d in gpus),
              sum(1 for p in properties["config"].pciPassthruInfo if p.passthruCapable))
    for kind, paths in (
            (vim.VirtualMachine, ["name", "config", "runtime", "guest", "summary", "snapshot", "resourcePool", "environmentBrowser"]),
            (vim.ClusterComputeResource, ["name", "configurationEx", "summary", "host", "environmentBrowser", "resourcePool"]),
            (vim.ResourcePool, ["name", "config", "runtime", "summary", "owner"]),
            (vim.Datastore, ["name", "summary", "info", "host"]), (vim.Network, ["name", "summary"]),
            (vim.Datacenter, ["name", "vmFolder", "hostFolder"]), (vim.Folder, ["name", "childEntity", "childType"])):
        found, _ = collect(content, kind, paths)
        print("read", kind.__name__.split(".")[-1], len(found))

    first = [h for h in hosts if h[1]["name"] == "esx-01"][0]
    target = first[0].parent.environmentBrowser.QueryConfigTarget(first[0])
    print("target", len(target.pciPassthrough), len(target.sriov))

    vms, _ = collect(content, vim.VirtualMachine, ["name", "config.changeVersion"])
    vm, properties = [v for v in vms if v[1]["name"] == "render-01"][0]
    gpu = [d for d in first[1]["hardware"].pciDevice if d.vendorId == 0x10DE][0]
    spec = vim.vm.ConfigSpec(
        changeVersion=properties["config.changeVersion"],
        deviceChange=[vim.vm.device.VirtualDeviceSpec(operation="add", device=vim.vm.device.VirtualPCIPassthrough(
            key=-100, backing=vim.vm.device.VirtualPCIPassthrough.DeviceBackingInfo(
                deviceName="", id=gpu.id, deviceId="%x" % (gpu.deviceId & 0xFFFF), systemId="x", vendorId=gpu.vendorId)))],
        extraConfig=[vim.option.OptionValue(key="pciPassthru.use64bitMMIO", value="TRUE"),
                     vim.option.OptionValue(key="pciPassthru.64bitMMIOSizeGB", value="128")],
        memoryReservationLockedToMax=True)
    print("reconfigure", wait(content, vm.ReconfigVM_Task(spec)))
    device = [d for d in vm.config.hardware.device if isinstance(d, vim.vm.device.VirtualPCIPassthrough)][0]
    print("device", device.key, device.controllerKey, device.unitNumber, device.backing.id, vm.config.memoryAllocation.reservation)
    print("again", wait(content, vm.ReconfigVM_Task(spec)))

    passthru = first[0].configManager.pciPassthruSystem
    passthru.UpdatePassthruConfig([vim.host.PciPassthruConfig(id=gpu.id, passthruEnabled=True)])
    print("enabled", [p.passthruEnabled for p in passthru.pciPassthruInfo if p.id == gpu.id], first[0].summary.rebootRequired)
    Disconnect(si)
    print("done")


main()
